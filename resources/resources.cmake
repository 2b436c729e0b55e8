# Everything the programs carry inside them. Files are found by folder; names inside are :/icons/x.svg,
# :/templates/x.json, :/sample/x, :/fonts/Inter-*.otf.
set(CAIRN_FONT_DIR /usr/share/fonts/opentype/inter CACHE PATH "Folder with Inter-*.otf (Debian: fonts-inter)")
foreach(face Regular Italic Medium SemiBold Bold)
  if(NOT EXISTS "${CAIRN_FONT_DIR}/Inter-${face}.otf")
    message(FATAL_ERROR "Inter-${face}.otf is not in CAIRN_FONT_DIR (${CAIRN_FONT_DIR}); install fonts-inter")
  endif()
  list(APPEND cairn_fonts "${CAIRN_FONT_DIR}/Inter-${face}.otf")
endforeach()
qt_add_resources(cairn_render cairn_fonts PREFIX /fonts BASE ${CAIRN_FONT_DIR} FILES ${cairn_fonts})

foreach(folder icons templates sample)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/resources/${folder}/*)
  if(files)
    qt_add_resources(cairn_render cairn_${folder} PREFIX /${folder} BASE ${CMAKE_SOURCE_DIR}/resources/${folder} FILES ${files})
  endif()
endforeach()
